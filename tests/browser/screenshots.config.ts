/** `npm run screenshots`: pictures of the sample site, for people to look at. No test of `npm test`. */
import { defineConfig, mergeConfig } from 'vitest/config';
import whole from '../../vitest.config.ts';

const { test, ...rest } = whole;
export default mergeConfig(rest, defineConfig({ test: { ...test, include: ['tests/browser/screenshots.ts'] } }));
