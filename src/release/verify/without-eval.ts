/**
 * Forms are made without code that is compiled as it runs: pages admit none, and to try would break their policy. To be imported before whatever
 * makes forms, since each is made when its file is read.
 */
import { z } from 'zod';

z.config({ jitless: true });
