import { home } from "./deploy";

/** The condition keys of a request, with their values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** One resource of a request, with the condition keys that apply only to it, such as its tags. */
export interface RequestedResource {
    readonly resource: string;
    readonly context?: Context;
}

/** A request to AWS. */
export interface Request {
    /** The ARN of a user, group, role or identity provider, or a service: `ssm.amazonaws.com`. */
    readonly principal: string;
    readonly action: string;
    /** `*` for an action without resource types; a list is allowed only if each resource in it is. */
    readonly resource: string | readonly RequestedResource[];
    readonly context?: Context;
    /**
     * Replacements for texts that the simulator does not support, applied to documents and request.
     *
     * @example { "token.actions.githubusercontent.com": "accounts.google.com" }
     * @example { "kms:EncryptionContext:PARAMETER_ARN": "kms:RequestAlias" }
     * @example { ".amazonaws.com.cn": ".amazonaws.com" }
     */
    readonly substitutes?: Readonly<Record<string, string>>;
}

/** A request and its expected result. */
export type Case = Request &
    ({ readonly may: string; readonly mayNot?: undefined } | { readonly mayNot: string; readonly may?: undefined });

/** Cases that must be allowed and denied. */
export const may = (what: string, request: Request): Case => ({ may: what, ...request });
export const mayNot = (what: string, request: Request): Case => ({ mayNot: what, ...request });

/** Near misses of an ARN in the default location. */
export const inOtherRegion = (arn: string): string => arn.replace(`:${home.region}:`, ":eu-west-2:");
export const inOtherAccount = (arn: string): string => arn.replace(`:${home.accountId}:`, ":210987654321:");

/** AWS evaluates `ssm:SendCommand` separately on the document, the node and the output bucket. */
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

/** The source that a service reports for a request: the resource on whose behalf it acts. */
export interface Source {
    readonly account: string;
    /** @default - the feature sends no documented source ARN. */
    readonly arn?: string;
    /** ARNs of other Regions, other accounts and other resources. */
    readonly otherArns?: readonly string[];
}

/** Cases: a service may assume a role for one source, but not for near misses of it. */
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
