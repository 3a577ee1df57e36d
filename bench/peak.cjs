// Prints the largest memory that the process had, when it ends.
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS} KiB\n`));
