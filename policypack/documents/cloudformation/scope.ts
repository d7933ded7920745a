import type { ConditionValues } from "./conditions";

/** The identifier of an `Fn::ForEach` in one iteration, and those of the loops around it. */
export interface LoopVariable {
    readonly identifier: string;
    readonly value: unknown;
    readonly outer: LoopVariable | undefined;
}

/** What the same value can be resolved to differently. */
export interface Scope {
    /** Which conditions are true, for `Fn::If`. */
    readonly holds: ConditionValues;
    readonly loop: LoopVariable | undefined;
}

/** A condition that a value depends on, and its value. */
export interface BranchRead {
    readonly condition: string;
    readonly holds: boolean;
}

/** How much of a scope had been read at some time. */
export interface ReadsUntil {
    readonly branches: number;
    readonly others: number;
}

/** What was read of the scope: a value without a read is the same in every scope. */
export class ScopeReads {
    private readonly branches: BranchRead[] = [];
    private others = 0;

    get untilNow(): ReadsUntil {
        return { branches: this.branches.length, others: this.others };
    }

    addBranches(reads: readonly BranchRead[]): void {
        for (const one of reads) {
            this.branches.push(one);
        }
    }

    /** A loop variable, or a name that depends on the scope. */
    addOther(): void {
        this.others += 1;
    }

    forget(): void {
        this.forgetSince({ branches: 0, others: 0 });
    }

    forgetSince({ branches, others }: ReadsUntil): void {
        this.branches.length = branches;
        this.others = others;
    }

    hasReadSince({ branches, others }: ReadsUntil): boolean {
        return this.branches.length !== branches || this.others !== others;
    }

    /** The conditions read since then; undefined if there are more than `most`, or something else was read. */
    branchesSince({ branches, others }: ReadsUntil, most: number): readonly BranchRead[] | undefined {
        return this.others !== others || this.branches.length - branches > most
            ? undefined
            : this.branches.slice(branches);
    }
}
