/** The public words of IAM, as this package speaks it. */
export * from "./build";
export type {
    DocumentKind,
    Flaw,
    NormalCondition,
    NormalDocument,
    NormalPrincipal,
    NormalStatement,
    Word,
} from "./model/document";
export { parse } from "./model/parse";
export { onceFor } from "./analysis/memoizeLast";
export { written, oneOrMore, pasted, type WrittenStatement } from "./model/serialize";

// Patterns and names.
export { arnParts, isAccountId, type Arn } from "./syntax/arn";
export { domainOf, partitionOfRegion } from "./knowledge/partitions";
export { isToldLater, toldLater } from "./syntax/deferredValue";
export { covers, hasWildcard, matches, overlaps } from "./syntax/glob";
export { roleReach, type RoleReach } from "./analysis/roleScope";
export { hostOf, serviceOf } from "./knowledge/servicePrincipals";
export { knowsVariables } from "./analysis/policyVersion";

// What is granted, to whom, and what binds it.
export { passRoleGrants, roleGrants, type PassRoleGrant, type RoleGrant } from "./analysis/grants";
export { trusts, type Trust } from "./analysis/trusts";
export { actionWord, hasAction, letIn } from "./analysis/statementMatch";
export {
    alwaysHolds,
    bindingOf,
    plainly,
    requiresKey,
    trueWhenAbsent,
    type Binding,
    type Judge,
} from "./analysis/conditions";
export { deniesOf, guardOf, holder, isDenied, type Guard } from "./analysis/guards";
export { anyone, type Own } from "./analysis/zoneOfTrust";
export { passedToJudge, passedToService } from "./analysis/passedToService";
export { subjectGuard, type SubjectGuard } from "./analysis/oidcSubject";
export { resourceServices } from "./analysis/resourceService";

// Facts.
export { missingKey } from "./knowledge/globalConditionKeys";
export { issuerAddress, issuers, knownIssuer, type Issuer } from "./knowledge/oidcIssuers";
export { operatorNamed, type Operator } from "./syntax/conditionOperators";
export { ownedBuckets } from "./knowledge/awsOwnedBuckets";
export { publicKeys } from "./analysis/publicAccessKeys";
export { pairsOf, resourcePairs, type ConditionClause, type ResourcePair } from "./analysis/servicePrincipalExceptions";
export { callerKeys, sourceKeys, type BindingKey } from "./analysis/confusedDeputyKeys";
export { powerfulActions, type PowerfulAction } from "./knowledge/systemsManagerActions";
export { trustFact, trustServices, type TrustClass, type TrustFact } from "./knowledge/serviceTrust";
export { maximumOf } from "./model/documentSizes";
