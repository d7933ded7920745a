import {
    appendFileSync,
    closeSync,
    existsSync,
    mkdirSync,
    openSync,
    readSync,
    renameSync,
    rmSync,
    statSync,
} from "node:fs";
import { join } from "node:path";
import type { Properties } from "./value";

/** One thing that exists in the account. A thing of a global service has the region "". */
export interface Entity {
    readonly type: string;
    readonly region: string;
    /** The id that `@pulumi/aws` gives the resource: a role's name, a policy's ARN, a window's `mw-…`. */
    readonly id: string;
    readonly properties: Properties;
}

/** One line of the journal. */
type Entry =
    | { readonly put: Entity }
    | { readonly remove: { readonly type: string; readonly region: string; readonly id: string } }
    | { readonly attempt: string };

const lockWaitMs = 30_000;
const staleLockMs = 10_000;

const pause = (milliseconds: number): void => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/**
 * An AWS account, kept as a journal of what was put and removed.
 *
 * The engine starts a provider process for each operation and each provider, so the account lives in a file. A journal
 * and not a document: two thousand resources would otherwise mean writing megabytes two thousand times.
 */
export class Account {
    private readonly journal: string;
    private readonly lock: string;
    private readonly entities = new Map<string, Map<string, Entity>>();
    private readonly attempts = new Map<string, number>();
    private offset = 0;
    private entries = 0;

    constructor(
        readonly accountId: string,
        folder: string,
    ) {
        mkdirSync(join(folder, "accounts"), { recursive: true });
        this.journal = join(folder, "accounts", `${accountId}.jsonl`);
        this.lock = `${this.journal}.lock`;
    }

    /** Runs the work while no other process can change the account. */
    transact<Result>(work: () => Result): Result {
        this.take();
        try {
            this.catchUp();
            return work();
        } finally {
            rmSync(this.lock, { recursive: true, force: true });
        }
    }

    all(type: string): Entity[] {
        return [...(this.entities.get(type)?.values() ?? [])];
    }

    everything(): Entity[] {
        return [...this.entities.values()].flatMap((ofType) => [...ofType.values()]);
    }

    find(type: string, id: string, region = ""): Entity | undefined {
        return this.entities.get(type)?.get(`${region}|${id}`);
    }

    put(entity: Entity): void {
        this.append({ put: entity });
    }

    remove({ type, region, id }: Entity): void {
        this.append({ remove: { type, region, id } });
    }

    /** Counts an attempt, over all processes, and says which one this is; faults are set for the nth. */
    attempt(what: string): number {
        this.append({ attempt: what });
        return this.attempts.get(what) ?? 0;
    }

    /** How many entries the journal has: what makes each generated id a new one, and the same in each run. */
    get age(): number {
        return this.entries;
    }

    /** Making a folder is atomic everywhere; a lock left by a killed process is moved away, atomically too. */
    private take(): void {
        const deadline = Date.now() + lockWaitMs;
        for (;;) {
            try {
                mkdirSync(this.lock);
                return;
            } catch (error) {
                if (Date.now() > deadline) {
                    throw new Error(`the account's lock ${this.lock} was not free within ${lockWaitMs} ms`, {
                        cause: error,
                    });
                }
                this.breakStaleLock();
                pause(2);
            }
        }
    }

    private breakStaleLock(): void {
        try {
            if (Date.now() - statSync(this.lock).mtimeMs > staleLockMs) {
                const grave = `${this.lock}.${process.pid}`;
                renameSync(this.lock, grave);
                rmSync(grave, { recursive: true, force: true });
            }
        } catch {
            // Another process was quicker, which is as good.
        }
    }

    private append(entry: Entry): void {
        const line = `${JSON.stringify(entry)}\n`;
        appendFileSync(this.journal, line);
        this.offset += Buffer.byteLength(line);
        this.apply(entry);
    }

    /** Reads what other processes wrote since this one last looked. */
    private catchUp(): void {
        if (!existsSync(this.journal)) {
            return;
        }
        const size = statSync(this.journal).size;
        if (size === this.offset) {
            return;
        }
        const file = openSync(this.journal, "r");
        try {
            const fresh = Buffer.alloc(size - this.offset);
            readSync(file, fresh, 0, fresh.length, this.offset);
            this.offset = size;
            for (const line of fresh.toString("utf8").split("\n")) {
                if (line !== "") {
                    this.apply(JSON.parse(line) as Entry);
                }
            }
        } finally {
            closeSync(file);
        }
    }

    private apply(entry: Entry): void {
        this.entries += 1;
        if ("attempt" in entry) {
            this.attempts.set(entry.attempt, (this.attempts.get(entry.attempt) ?? 0) + 1);
            return;
        }
        const { type, region, id } = "put" in entry ? entry.put : entry.remove;
        const ofType = this.entities.get(type) ?? new Map<string, Entity>();
        this.entities.set(type, ofType);
        if ("put" in entry) {
            ofType.set(`${region}|${id}`, entry.put);
        } else {
            ofType.delete(`${region}|${id}`);
        }
    }
}
