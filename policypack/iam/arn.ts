/** ARNs, apart and together: `arn:partition:service:region:account:resource`. */

/** The partitions AWS has told of. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (2026) */
export const partitions: readonly string[] = [
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-eusc",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
];

/** The six fields; the resource keeps its own colons. */
export interface Arn {
    readonly partition: string;
    readonly service: string;
    readonly region: string;
    readonly account: string;
    readonly resource: string;
}

/** An ARN, or a pattern of one, apart; undefined when it has not six fields. */
export function arnParts(text: string): Arn | undefined {
    const fields = text.split(":", 5);
    const [scheme, partition, service, region, account] = fields;
    if (scheme !== "arn" || partition === undefined || service === undefined) return undefined;
    if (region === undefined || account === undefined) return undefined;
    const start = fields.join(":").length;
    if (text.charAt(start) !== ":") return undefined;
    return { partition, service, region, account, resource: text.slice(start + 1) };
}

/** Twelve digits, nothing else. */
export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);
