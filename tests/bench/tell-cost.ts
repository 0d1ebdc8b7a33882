/** Loaded before a program that is measured: writes at its end, to the file that PRESS_COST names, what the process used. */
import { writeFileSync } from 'node:fs';

const report = process.env['PRESS_COST'];
if (report !== undefined)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(report, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 }));
  });
