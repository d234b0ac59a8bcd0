import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { serverEnvironment } from './server-environment.mjs';

type Environment = Record<string, string | undefined>;

/** The built server as a separate process, as a user runs it. */
export class ServerProcess {
  readonly ended: Promise<number | null>;
  /** Everything that the process wrote so far, to stdout and to stderr. */
  stdout = '';
  stderr = '';
  private readonly process: ChildProcess;

  private constructor(env: Environment, command: string[], descriptors?: number) {
    const limit = descriptors === undefined ? '' : `ulimit -n ${descriptors}; `;
    this.process = spawn('bash', ['-c', `${limit}exec "$0" "$@"`, process.execPath, ...command], {
      env: serverEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (chunk) => (this.stdout += String(chunk)));
    this.process.stderr?.on('data', (chunk) => (this.stderr += String(chunk)));
    this.ended = once(this.process, 'close').then(([code]) => code as number | null);
  }

  /** Starts a process, with a limit of `descriptors` if given, and waits until it listens or has ended. */
  static async start(
    env: Environment,
    command = ['dist/main.js'],
    descriptors?: number,
  ): Promise<ServerProcess> {
    const server = new ServerProcess(env, command, descriptors);
    const listening = new Promise<void>((resolve) => {
      server.process.stdout?.on('data', () => server.stdout.includes('Listening on') && resolve());
    });
    await Promise.race([listening, server.ended]);
    return server;
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  get url(): string {
    return /^Listening on (\S+)$/m.exec(this.stdout)?.[1] ?? 'not listening';
  }

  /** The curl command that the server printed, or undefined. */
  get command(): string | undefined {
    return /\n\n(curl [^]*?)\n\n/.exec(this.stdout)?.[1];
  }

  /** The lines of the server's log. */
  get log(): Record<string, unknown>[] {
    const lines = this.stdout.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal);
    return this.ended;
  }
}
