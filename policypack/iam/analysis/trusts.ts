/** Whom a trust policy lets in, and what binds them. */
import { plainly } from "./conditions";
import { guardOf } from "./guards";
import { issuerAddress } from "../knowledge/oidcIssuers";
import type { NormalDocument, NormalPrincipal, NormalStatement } from "../model/document";
import { anyone, type Own } from "./zoneOfTrust";
import { callerKeys, sourceKeys } from "./confusedDeputyKeys";
import { hasAction, letIn } from "./statementMatch";
import { subjectGuard } from "./oidcSubject";

/** One who may assume the role. */
export interface Trust {
    readonly path: string;
    readonly kind: "service" | "aws" | "federated" | "everyone";
    readonly principal: string;
    /** Every clause that must hold, in plain words: `aws:SourceAccount = 123456789012`. */
    readonly guards: readonly string[];
    /** Whether the guards keep strangers out; an account or role named by ARN is no stranger. */
    readonly bound: boolean;
}

const assumeRole = "sts:assumerole";
const federatedActions = ["sts:assumerolewithwebidentity", "sts:assumerolewithsaml"];

/** Everyone the document lets assume the role, less those a Deny takes out. */
export const trusts = (document: NormalDocument, own: Own = anyone): readonly Trust[] =>
    document.kind !== "trust"
        ? []
        : document.statements
              .filter(({ effect }) => effect === "Allow")
              .flatMap((statement) => letIn(statement).flatMap((one) => trustOf(document, statement, one, own)));

function trustOf(
    document: NormalDocument,
    statement: NormalStatement,
    principal: NormalPrincipal,
    own: Own,
): readonly Trust[] {
    const kind = principal.kind === "canonical" ? "aws" : principal.kind;
    const actions = kind === "federated" ? federatedActions : [assumeRole];
    const action = actions.find((one) => hasAction(statement, one));
    if (action === undefined) return [];
    const keys = kind === "service" ? sourceKeys : kind === "everyone" ? [...sourceKeys, ...callerKeys] : [];
    const guard = guardOf(document, statement, principal, keys, own, action);
    if (guard.state === "denied") return [];
    const isBound = guard.state === "bound" || guard.state === "closed";
    return [
        {
            path: principal.path,
            kind,
            principal: principal.text,
            guards: [...statement.conditions.map(plainly), ...guard.by],
            bound: kind === "aws" || isBound || (kind === "federated" && bindsSubject(document, statement, principal)),
        },
    ];
}

/** SAML assertions come from one's own identity provider; tokens may come from one that many share. */
function bindsSubject(document: NormalDocument, statement: NormalStatement, principal: NormalPrincipal): boolean {
    const address = issuerAddress(principal.text);
    if (address === undefined) return principal.text.includes(":saml-provider/");
    const { state } = subjectGuard(document, statement, principal, address).tenancy;
    return state === "bound" || state === "closed";
}
