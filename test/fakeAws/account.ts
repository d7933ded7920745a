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

/** A resource that exists in the account. The region of a global resource is "". */
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
 * An AWS account, stored as an append-only journal.
 *
 * The engine starts a provider process for each operation and each provider, so the account has to be in a file. A
 * journal is faster than a document: with two thousand resources, a document would be megabytes, written two thousand
 * times.
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

    /** Runs `work` under an exclusive lock, so that no other process can change the account meanwhile. */
    transact<Result>(work: () => Result): Result {
        this.acquireLock();
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

    /** Counts an attempt across all processes and returns its number. Faults are set for the nth attempt. */
    attempt(what: string): number {
        this.append({ attempt: what });
        return this.attempts.get(what) ?? 0;
    }

    /** The number of journal entries. Seeds generated ids: each is new, and the same in every run. */
    get age(): number {
        return this.entries;
    }

    /** Acquires the lock. Both `mkdir` and the `rename` that breaks a stale lock are atomic on every platform. */
    private acquireLock(): void {
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
                const broken = `${this.lock}.${process.pid}`;
                renameSync(this.lock, broken);
                rmSync(broken, { recursive: true, force: true });
            }
        } catch {
            // Another process has already broken or released the lock.
        }
    }

    private append(entry: Entry): void {
        const line = `${JSON.stringify(entry)}\n`;
        appendFileSync(this.journal, line);
        this.offset += Buffer.byteLength(line);
        this.apply(entry);
    }

    /** Reads the entries that other processes have written since the last read. */
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
