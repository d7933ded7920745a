import { memoizeByObject } from "../../iam";
import type { Choice, Selection } from "./choices";

/** The identifier of an `Fn::ForEach` in one iteration, and those of the loops around it. */
export interface LoopVariable {
    readonly identifier: string;
    readonly value: unknown;
    readonly outer: LoopVariable | undefined;
}

/** What the same value can be resolved to differently. */
export interface Scope {
    /** The options of what the template leaves open. */
    readonly selection: Selection;
    readonly loop: LoopVariable | undefined;
}

/** The statement in which a choice is read; undefined outside statements. */
type Reader = object | undefined;

/** What a value reads of its scope. */
export interface Reads {
    /** The choices, and the statements that read them. */
    readonly choices: ReadonlyMap<Choice, ReadonlySet<Reader>>;
    /** Whether it reads the scope at all. */
    readonly isScoped: boolean;
    /** Whether it reads more than the choices: a loop. */
    readonly hasOthers: boolean;
    /** Whether it depends on choices that are too many to be listed. */
    readonly hasMore: boolean;
}

/** How much of the scope had been read at some time. */
export interface ReadsUntil {
    readonly choices: number;
    readonly others: number;
}

const outsideStatements = new Set<Reader>([undefined]);

/** Most choices are read in one statement, again in each combination. */
const alone = memoizeByObject((statement: object): Set<Reader> => new Set([statement]));

/** Records what is read of the scope: a value without such a read is the same in every scope. */
export class ScopeRecorder {
    private log: Choice[] = [];
    /** How often something else was read: a loop, or choices that are too many to be listed. */
    private others = 0;
    /** A set of one reader is shared, so it is never changed. */
    private choices = new Map<Choice, Set<Reader>>();
    private hasMore = false;
    private statement: Reader;

    get untilNow(): ReadsUntil {
        return { choices: this.log.length, others: this.others };
    }

    /** The choices read since then; undefined if there are more than `most`, or if something else was read. */
    choicesSince({ choices, others }: ReadsUntil, most: number): readonly Choice[] | undefined {
        return this.others !== others || this.log.length - choices > most ? undefined : this.log.slice(choices);
    }

    add(choice: Choice): void {
        this.log.push(choice);
        const readers = this.choices.get(choice);
        if (readers === undefined) {
            this.choices.set(choice, this.statement === undefined ? outsideStatements : alone(this.statement));
        } else if (readers.size > 1) {
            readers.add(this.statement);
        } else if (!readers.has(this.statement)) {
            this.choices.set(choice, new Set([...readers, this.statement]));
        }
    }

    /** Records choices that are too many to be listed. */
    addMore(): void {
        this.others += 1;
        this.hasMore = true;
    }

    addLoop(): void {
        this.others += 1;
    }

    /** Records again what was read before, for a result that is reused. */
    repeat({ choices, hasOthers, hasMore }: Reads): void {
        this.others += Number(hasOthers);
        this.hasMore ||= hasMore;
        for (const choice of choices.keys()) {
            this.add(choice);
        }
    }

    /** Runs this as a part of a statement; statements do not contain each other. */
    inStatement<Result>(statement: object, run: () => Result): Result {
        if (this.statement !== undefined) {
            return run();
        }
        this.statement = statement;
        try {
            return run();
        } finally {
            this.statement = undefined;
        }
    }

    /** Runs this and returns what it read, which is not recorded here. */
    record<Result>(run: () => Result): { readonly reads: Reads; readonly result: Result } {
        const { log, others, choices, hasMore } = this;
        this.log = [];
        this.others = 0;
        this.choices = new Map();
        this.hasMore = false;
        try {
            const result = run();
            const hasOthers = this.others > 0;
            const isScoped = this.log.length > 0 || hasOthers;
            return { result, reads: { choices: this.choices, isScoped, hasOthers, hasMore: this.hasMore } };
        } finally {
            this.log = log;
            this.others = others;
            this.choices = choices;
            this.hasMore = hasMore;
        }
    }
}
