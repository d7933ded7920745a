/** An error response of AWS: its code and its message. */
export class AwsError extends Error {
    constructor(
        readonly code: string,
        message: string,
    ) {
        super(`${code}: ${message}`);
        this.name = "AwsError";
    }
}

/** AWS created the resource, but the response was lost. The engine must keep it in the state, or it is orphaned. */
export class PartialCreate extends Error {
    constructor(
        readonly id: string,
        readonly properties: Record<string, unknown>,
        message: string,
    ) {
        super(message);
        this.name = "PartialCreate";
    }
}
