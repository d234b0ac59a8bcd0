import { execFile } from 'node:child_process';

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built command as a process and waits until it ends. */
export function runBellwether(args: string[], environment: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['dist/cli/bellwether.js', ...args],
      { env: { PATH: process.env.PATH, ...environment } },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
