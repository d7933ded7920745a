import { home } from "./deploy";

/** The condition keys of a request, with their values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** One resource of a request, and the condition keys that speak of it alone, such as its tags. */
export interface Asked {
    readonly resource: string;
    readonly context?: Context;
}

/** A request to AWS. */
export interface Request {
    /** The ARN of a user, group, role or identity provider, or a service: `ssm.amazonaws.com`. */
    readonly principal: string;
    readonly action: string;
    /** `*` for an action that knows no resource; a list is allowed only if each resource in it is. */
    readonly resource: string | readonly Asked[];
    readonly context?: Context;
    /**
     * Texts that the simulator cannot judge, each with one that it judges alike; put in documents and request.
     *
     * @example { "token.actions.githubusercontent.com": "accounts.google.com" }
     * @example { "kms:EncryptionContext:PARAMETER_ARN": "kms:RequestAlias" }
     * @example { ".amazonaws.com.cn": ".amazonaws.com" }
     */
    readonly substitutes?: Readonly<Record<string, string>>;
}

/** A request and what must come of it. */
export type Case = Request &
    ({ readonly may: string; readonly mayNot?: undefined } | { readonly mayNot: string; readonly may?: undefined });

/** A case that is allowed, and one that is not. */
export const may = (what: string, request: Request): Case => ({ may: what, ...request });
export const mayNot = (what: string, request: Request): Case => ({ mayNot: what, ...request });

/** The near misses of an ARN of the tests' location. */
export const inOtherRegion = (arn: string): string => arn.replace(`:${home.region}:`, ":eu-west-2:");
export const inOtherAccount = (arn: string): string => arn.replace(`:${home.accountId}:`, ":210987654321:");

/** `ssm:SendCommand` is judged on the document, on the node and on the output bucket, each apart. */
export const sendCommand = (to: {
    readonly document: string;
    readonly node: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly bucket?: string;
}): Pick<Request, "action" | "resource"> => ({
    action: "ssm:SendCommand",
    resource: [
        { resource: to.document },
        {
            resource: to.node,
            context: Object.fromEntries(
                Object.entries(to.tags ?? {}).map(([key, value]) => [`ssm:resourceTag/${key}`, value]),
            ),
        },
        ...(to.bucket === undefined ? [] : [{ resource: `${to.document.split(":", 2).join(":")}:s3:::${to.bucket}` }]),
    ],
});

/** What a service says of the resource it acts for. */
export interface Source {
    readonly account: string;
    /** Left out where the feature sends no source ARN that AWS documents. */
    readonly arn?: string;
    /** ARNs of other Regions, other accounts and other resources. */
    readonly otherArns?: readonly string[];
}

/** That a service may assume a role for one source, and that each near miss of it may not. */
export const assumedBy = (service: string, role: string, { account, arn, otherArns = [] }: Source): readonly Case[] => {
    const assume = (principal: string, context: Context) => ({
        principal,
        action: "sts:AssumeRole",
        resource: role,
        context,
    });
    const own = { "aws:SourceAccount": account };
    const guard = arn === undefined ? own : { ...own, "aws:SourceArn": arn };
    const misses: readonly (readonly [name: string, context: Context])[] = [
        ["another account", { ...guard, "aws:SourceAccount": "210987654321" }],
        ["a source without account", arn === undefined ? {} : { "aws:SourceArn": arn }],
        ...(arn === undefined ? [] : [["a source without ARN", own] as const]),
        ...otherArns.map((other) => [`the source ${other}`, { ...own, "aws:SourceArn": other }] as const),
    ];
    return [
        may(`be assumed by ${service} for its source`, assume(service, guard)),
        mayNot("be assumed by another service", assume("glue.amazonaws.com", guard)),
        ...misses.map(([name, context]) => mayNot(`be assumed by ${service} for ${name}`, assume(service, context))),
    ];
};
