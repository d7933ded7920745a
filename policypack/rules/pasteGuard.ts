import {
    oneOrMore,
    pasted,
    serviceOf,
    sourceKeys,
    trustFact,
    written,
    type NormalPrincipal,
    type NormalStatement,
    type WrittenStatement,
} from "../iam";
import type { Place } from "./place";

const isSourceKey = (key: string): boolean => sourceKeys.some((one) => one.key === key);

/** A text of the fact table with the place put in. */
export const filledIn = (arn: string, { partition, region, account }: Place): string =>
    arn.replaceAll("PARTITION", partition).replaceAll("REGION", region).replaceAll("ACCOUNT", account);

/** The Condition that binds a service, beside the clauses that already stand there about other things. */
function guarded(statement: NormalStatement, account: string, sourceArns: readonly string[]): WrittenStatement {
    const rest = written({ ...statement, conditions: statement.conditions.filter(({ key }) => !isSourceKey(key)) });
    const kept = (rest.Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    return {
        ...rest,
        Condition: {
            ...kept,
            StringEquals: { ...kept.StringEquals, "aws:SourceAccount": account },
            ...(sourceArns.length === 0
                ? {}
                : { ArnLike: { ...kept.ArnLike, "aws:SourceArn": oneOrMore(sourceArns) } }),
        },
    };
}

/**
 * The statement with its guard. Other principals beside the service keep a statement of their own: a guard on a user or
 * on a service that sends no source keys would lock it out.
 */
export function pasteGuard(statement: NormalStatement, principal: NormalPrincipal, place: Place, trust = true): string {
    // The ARN forms of the fact table are those of role trusts; to a resource the same service may come for another.
    const form = trust ? trustFact(principal.text)?.sourceArn : undefined;
    const arns = form === undefined ? [] : [filledIn(form, place)];
    const isWritten = statement.principals.includes(principal);
    const alone = isWritten ? { ...statement, principals: [principal], notPrincipals: [] } : statement;
    const others = isWritten ? statement.principals.filter((one) => one !== principal) : [];
    const own = guarded(alone, place.account, arns);
    return pasted(
        others.length === 0
            ? [own]
            : [written({ ...statement, principals: others }), { ...own, Sid: sidOf(principal) }],
    );
}

/** A Sid for the new statement, which must not repeat the old one. */
const sidOf = ({ text }: NormalPrincipal): string => {
    const [first = "", ...rest] = serviceOf(text).replace(/[^a-z0-9]/g, "");
    return `Trust${first.toUpperCase()}${rest.join("")}`;
};
