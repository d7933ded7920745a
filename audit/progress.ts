/** What the audit is doing, on standard error, so that nobody takes a large estate for a hanging command. */

/** Where progress is written. */
export interface ProgressStream {
    readonly isTTY?: boolean;
    readonly columns?: number;
    write(text: string): unknown;
}

/** Runs shorter than this print nothing. */
const silentMilliseconds = 3_000;

/** How often a terminal and a log get a line. */
const intervals = { terminal: 200, log: 10_000 } as const;

export class Progress {
    private readonly start: number;
    private last = 0;
    private isShown = false;

    constructor(
        private readonly stream: ProgressStream,
        private readonly now: () => number = Date.now,
    ) {
        this.start = now();
    }

    /** Shows what is being done, if enough time has passed. */
    update(text: string): void {
        const time = this.now();
        const isTerminal = this.stream.isTTY === true;
        const interval = isTerminal ? intervals.terminal : intervals.log;
        if (time - this.start < silentMilliseconds || (this.isShown && time - this.last < interval)) {
            return;
        }
        this.last = time;
        this.isShown = true;
        const seconds = Math.round((time - this.start) / 1_000);
        const line = `${seconds} s: ${text}`;
        this.stream.write(isTerminal ? `\r\u001b[K${line.slice(0, (this.stream.columns ?? 80) - 1)}` : `${line}\n`);
    }

    /** Clears the line of a terminal. */
    end(): void {
        if (this.isShown && this.stream.isTTY === true) {
            this.stream.write("\r\u001b[K");
        }
    }
}
