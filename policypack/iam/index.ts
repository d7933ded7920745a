/** The public words of IAM, as this package speaks it. */
export * from "./document";
export type {
    DocumentKind,
    Flaw,
    NormalCondition,
    NormalDocument,
    NormalPrincipal,
    NormalStatement,
    Word,
} from "./normalDocument";
export { parse } from "./parse";
export { onceFor } from "./lastAsked";
export { written, oneOrMore, pasted, type WrittenStatement } from "./write";

// Patterns and names.
export { arnParts, isAccountId, type Arn } from "./arn";
export { domainOf, partitionOfRegion } from "./partitions";
export { isToldLater, toldLater } from "./toldLater";
export { covers, hasWildcard, matches, overlaps } from "./glob";
export { roleReach, type RoleReach } from "./roles";
export { hostOf, serviceOf } from "./serviceHost";
export { knowsVariables } from "./variables";

// What is granted, to whom, and what binds it.
export { passRoleGrants, roleGrants, type PassRoleGrant, type RoleGrant } from "./grants";
export { trusts, type Trust } from "./trusts";
export { actionWord, hasAction, letIn } from "./statementReach";
export { alwaysHolds, bindingOf, plainly, requiresKey, trueWhenAbsent, type Binding, type Judge } from "./conditions";
export { deniesOf, guardOf, holder, isDenied, type Guard } from "./guards";
export { anyone, type Own } from "./own";
export { passedToJudge, passedToService } from "./passedTo";
export { subjectGuard, type SubjectGuard } from "./subjects";
export { resourceServices } from "./resourceService";

// Facts.
export { missingKey } from "./globalKeys";
export { issuerAddress, issuers, knownIssuer, type Issuer } from "./issuers";
export { operatorNamed, type Operator } from "./operators";
export { ownedBuckets } from "./ownedBuckets";
export { publicKeys } from "./publicKeys";
export { pairsOf, resourcePairs, type ConditionClause, type ResourcePair } from "./resourcePairs";
export { callerKeys, sourceKeys, type BindingKey } from "./sourceKeys";
export { powerfulActions, type PowerfulAction } from "./systemsManagerActions";
export { trustFact, trustServices, type TrustClass, type TrustFact } from "./trustServices";
