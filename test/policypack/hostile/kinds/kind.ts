/** A resource of a stack. */
export interface HostileResource {
    readonly type: string;
    readonly inputs: unknown;
}

/** A kind of hostile input. */
export interface HostileKind {
    readonly name: string;
    /** A size at which the input would take long if its cost were not linear. */
    readonly size: number;
    /** What must be reported on it, whatever the size; undefined if only its cost matters. */
    readonly malformed?: "at every size" | "at this size";
    readonly resources: (size: number) => readonly HostileResource[];
    /** The sections of the pack's configuration. */
    readonly sections?: (size: number) => unknown;
}

/** An object. */
export type Json = Readonly<Record<string, unknown>>;

/** As many items. */
export const times = <Item>(count: number, item: (index: number) => Item): readonly Item[] =>
    Array.from({ length: count }, (_, index) => item(index));

/** An object with as many members. */
export const record = <Value>(
    count: number,
    entry: (index: number) => readonly [string, Value],
): Readonly<Record<string, Value>> => Object.fromEntries(times(count, entry));

/** A value wrapped again and again. */
export const repeatedly = (count: number, start: unknown, wrap: (inner: unknown, index: number) => unknown): unknown =>
    times(count, (index) => index).reduce<unknown>(wrap, start);

/** The text of a value nested deeper than JSON.stringify can write: `open` repeated, `middle`, `close` repeated. */
export const nestedText = (count: number, open: string, middle: string, close: string): string =>
    `${open.repeat(count)}${middle}${close.repeat(count)}`;

/** A value nested as deeply. */
export const nested = (count: number, open: string, middle: string, close: string): unknown =>
    JSON.parse(nestedText(count, open, middle, close));

/** The account of the stack. */
export const account = "123456789012";
/** The ARN of a role. */
export const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
/** A policy document. */
export const document = (Statement: unknown): Json => ({ Version: "2012-10-17", Statement });
/** A statement that allows passing roles. */
export const pass = (Resource: unknown, more: Json = {}): Json => ({
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource,
    ...more,
});
/** A statement that trusts a principal. */
export const trustOf = (Principal: unknown, more: Json = {}): Json => ({
    Effect: "Allow",
    Principal,
    Action: "sts:AssumeRole",
    ...more,
});

/** A stack with this template. */
export const stack = (templateBody: unknown): readonly HostileResource[] => [
    {
        type: "aws:cloudformation/stack:Stack",
        inputs: { templateBody: typeof templateBody === "string" ? templateBody : JSON.stringify(templateBody) },
    },
];
/** A stack with these resources. */
export const template = (Resources: unknown, more: Json = {}): readonly HostileResource[] =>
    stack({ Resources, ...more });
/** A managed policy of a template. */
export const managedPolicy = (PolicyDocument: unknown): Json => ({
    Type: "AWS::IAM::ManagedPolicy",
    Properties: { PolicyDocument },
});
/** A role of a template. */
export const templateRole = (RoleName: unknown): Json => ({
    Type: "AWS::IAM::Role",
    Properties: { RoleName, AssumeRolePolicyDocument: document(trustOf({ Service: "ec2.amazonaws.com" })) },
});
/** A managed policy. */
export const policy = (raw: unknown): readonly HostileResource[] => [
    { type: "aws:iam/policy:Policy", inputs: { policy: typeof raw === "string" ? raw : JSON.stringify(raw) } },
];
/** An inline policy. */
export const rolePolicy = (raw: unknown): HostileResource => ({
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: { role: "r", policy: typeof raw === "string" ? raw : JSON.stringify(raw) },
});
/** A role with this trust policy. */
export const roleTrusting = (raw: unknown): readonly HostileResource[] => [
    {
        type: "aws:iam/role:Role",
        inputs: { name: "r", assumeRolePolicy: typeof raw === "string" ? raw : JSON.stringify(raw) },
    },
];
/** The policy of a queue. */
export const queuePolicy = (raw: unknown): readonly HostileResource[] => [
    { type: "aws:sqs/queuePolicy:QueuePolicy", inputs: { queueUrl: "q", policy: JSON.stringify(raw) } },
];

/** A row of the mapping M. */
export const find = (row: string): Json => ({ "Fn::FindInMap": ["M", row, "v"] });
/** The ARN of a resource, for Fn::Sub. */
export const attribute = (name: string): string => `\${${name}.Arn}`;
