/** Which principals a trust policy allows to assume the role, and which conditions restrict them. */
import { describeCondition } from "./conditions";
import { describeGuard, guardOf } from "./guards";
import { issuerAddress } from "../knowledge/oidcIssuers";
import type { PolicyModel, PrincipalModel, StatementModel } from "../model/document";
import { unknownZone, type ZoneOfTrust } from "./zoneOfTrust";
import { principalKeys, sourceKeys, type RestrictingKey } from "./confusedDeputyKeys";
import { hasAction, allowedPrincipals } from "./statementMatch";
import { oidcSubjectGuard } from "./oidcSubject";

/** A principal that may assume the role. */
export interface Trust {
    readonly path: string;
    readonly kind: "service" | "aws" | "federated" | "everyone";
    readonly principal: string;
    /** Every clause that must be true, in readable form: `aws:SourceAccount = 123456789012`. */
    readonly guards: readonly string[];
    /**
     * Whether only known subjects can assume the role: by the guards, or because an account or role is named by ARN.
     */
    readonly restrictedSubject: boolean;
}

const assumeRole = "sts:assumerole";
const restrictingKeys: Readonly<Record<Trust["kind"], readonly RestrictingKey[]>> = {
    service: sourceKeys,
    everyone: [...sourceKeys, ...principalKeys],
    aws: [],
    federated: [],
};

const federatedActions = ["sts:assumerolewithwebidentity", "sts:assumerolewithsaml"];

/** The principals that may assume the role, without those a Deny excludes. */
export const trusts = (document: PolicyModel, zone: ZoneOfTrust = unknownZone): readonly Trust[] =>
    document.kind !== "trust"
        ? []
        : document.statements
              .filter(({ effect }) => effect === "Allow")
              .flatMap((statement) =>
                  allowedPrincipals(statement).flatMap((one) => trustOf(document, statement, one, zone)),
              );

const trustOf = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    zone: ZoneOfTrust,
): readonly Trust[] => {
    const kind = principal.kind === "canonical" ? "aws" : principal.kind;
    const actions = kind === "federated" ? federatedActions : [assumeRole];
    const action = actions.find((one) => hasAction(statement, one));
    if (action === undefined) {
        return [];
    }
    const guard = guardOf(document, statement, principal, restrictingKeys[kind], zone, action);
    if (guard.state === "denied") {
        return [];
    }
    const isRestricted = guard.state === "restricted" || guard.state === "neverTrue";
    return [
        {
            path: principal.path,
            kind,
            principal: principal.text,
            guards: [...statement.conditions.map(describeCondition), ...describeGuard(guard)],
            restrictedSubject:
                kind === "aws" ||
                isRestricted ||
                (kind === "federated" && restrictsSubject(document, statement, principal)),
        },
    ];
};

/** A SAML provider serves one organization; an OIDC issuer may serve many, so its claims must be restricted. */
const restrictsSubject = (document: PolicyModel, statement: StatementModel, principal: PrincipalModel): boolean => {
    const address = issuerAddress(principal.text);
    if (address === undefined) {
        return principal.text.includes(":saml-provider/");
    }
    const { state } = oidcSubjectGuard(document, statement, principal, address).tenancy;
    return state === "restricted" || state === "neverTrue";
};
