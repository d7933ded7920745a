/** Whom a trust policy lets in, and what binds them. */
import { describeCondition } from "./conditions";
import { guardOf } from "./guards";
import { issuerAddress } from "../knowledge/oidcIssuers";
import type { PolicyModel, PrincipalModel, StatementModel } from "../model/document";
import { unknownZone, type ZoneOfTrust } from "./zoneOfTrust";
import { principalKeys, sourceKeys } from "./confusedDeputyKeys";
import { hasAction, allowedPrincipals } from "./statementMatch";
import { oidcSubjectGuard } from "./oidcSubject";

/** One who may assume the role. */
export interface Trust {
    readonly path: string;
    readonly kind: "service" | "aws" | "federated" | "everyone";
    readonly principal: string;
    /** Every clause that must hold, in plain words: `aws:SourceAccount = 123456789012`. */
    readonly guards: readonly string[];
    /** Whether the guards keep strangers out; an account or role named by ARN is no stranger. */
    readonly restrictedSubject: boolean;
}

const assumeRole = "sts:assumerole";
const federatedActions = ["sts:assumerolewithwebidentity", "sts:assumerolewithsaml"];

/** Everyone the document lets assume the role, less those a Deny takes out. */
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
    const keys = kind === "service" ? sourceKeys : kind === "everyone" ? [...sourceKeys, ...principalKeys] : [];
    const guard = guardOf(document, statement, principal, keys, zone, action);
    if (guard.state === "denied") {
        return [];
    }
    const isBound = guard.state === "restricted" || guard.state === "neverTrue";
    return [
        {
            path: principal.path,
            kind,
            principal: principal.text,
            guards: [...statement.conditions.map(describeCondition), ...guard.by],
            restrictedSubject:
                kind === "aws" || isBound || (kind === "federated" && restrictsSubject(document, statement, principal)),
        },
    ];
};

/** SAML assertions come from one's own identity provider; tokens may come from one that many share. */
const restrictsSubject = (document: PolicyModel, statement: StatementModel, principal: PrincipalModel): boolean => {
    const address = issuerAddress(principal.text);
    if (address === undefined) {
        return principal.text.includes(":saml-provider/");
    }
    const { state } = oidcSubjectGuard(document, statement, principal, address).tenancy;
    return state === "restricted" || state === "neverTrue";
};
