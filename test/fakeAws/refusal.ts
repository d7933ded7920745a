/** An answer in which AWS says no: its error code, and its sentence. */
export class Refusal extends Error {
    constructor(
        readonly code: string,
        sentence: string,
    ) {
        super(`${code}: ${sentence}`);
        this.name = "Refusal";
    }
}

/** AWS made the thing, but the answer was lost: the engine must keep it in its state, or it is an orphan. */
export class PartialCreate extends Error {
    constructor(
        readonly id: string,
        readonly properties: Record<string, unknown>,
        sentence: string,
    ) {
        super(sentence);
        this.name = "HalfMade";
    }
}
