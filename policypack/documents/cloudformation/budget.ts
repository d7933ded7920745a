/**
 * What reading one template may cost, nested templates included. A template of a few lines can multiply itself: by
 * loops, by mappings that repeat each other, by variables that contain variables.
 */

/** Thrown where a template cannot be read any further. The message is a clause that describes the template. */
export class TemplateLimitError extends Error {
    /** Without a stack, which is never printed: it takes longer to collect than a step. */
    constructor(message: string) {
        const { stackTraceLimit } = Error;
        Error.stackTraceLimit = 0;
        super(message);
        Error.stackTraceLimit = stackTraceLimit;
    }
}

/**
 * For each character of the template, and for any template. A template of CloudFormation's maximum size (1 MB) gets
 * 3,300,000 steps, about a second; reading each of its values once takes at most 500,000.
 */
const perCharacter = { steps: 3, characters: 16 };
const atLeast = { steps: 200_000, characters: 16_000_000 };

/**
 * CloudFormation's limit of resources in one template, which nested templates have each, and a limit of loop
 * iterations, because an iteration may declare no resource.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const limits = { resources: 500, iterations: 5_000 };

/** The longest string that is put together: the maximum size of a template. */
export const maxTextLength = 1_048_576;

/** What is left of the steps and of the characters that may be put together. */
export class TemplateBudget {
    private stepsLeft: number;
    private charactersLeft: number;

    constructor(templateLength: number) {
        this.stepsLeft = atLeast.steps + perCharacter.steps * templateLength;
        this.charactersLeft = atLeast.characters + perCharacter.characters * templateLength;
    }

    /** Whether nothing is left, so that nothing else of the template can be read. */
    get isSpent(): boolean {
        return this.stepsLeft < 0 || this.charactersLeft < 0;
    }

    /** Takes steps: one for each value that is read. */
    step(count = 1): void {
        this.stepsLeft -= count;
        if (this.stepsLeft < 0) {
            throw new TemplateLimitError("takes too many steps to resolve");
        }
    }

    /** Takes the characters of a string before it is put together. */
    text(length: number): void {
        if (length > maxTextLength) {
            throw new TemplateLimitError(`puts together a string of more than ${maxTextLength} characters`);
        }
        this.charactersLeft -= length;
        if (this.charactersLeft < 0) {
            throw new TemplateLimitError("puts together too many characters");
        }
    }

    /** Joins strings. */
    join(texts: readonly string[], delimiter = ""): string {
        const length = texts.reduce((sum, one) => sum + one.length, 0);
        this.text(length + delimiter.length * Math.max(0, texts.length - 1));
        return texts.join(delimiter);
    }
}
