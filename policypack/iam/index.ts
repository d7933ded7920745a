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
export { arnParts, isAccountId, type Arn } from "./arn";
export { covers, hasWildcard, matches, overlaps } from "./glob";
export { passRoleGrants, roleGrants, type PassRoleGrant, type RoleGrant } from "./grants";
export { issuers, type Issuer } from "./issuers";
export { anyone, type Own } from "./own";
export { parse } from "./parse";
export { roleReach, type RoleReach } from "./roles";
export { hostOf, serviceOf } from "./serviceHost";
export { hasAction } from "./statementReach";
export { trustFact, trustServices, type TrustClass, type TrustFact } from "./trustServices";
export { trusts, type Trust } from "./trusts";
export { oneOrMore, pasted, written, type WrittenStatement } from "./write";
export { guardOf, type Guard } from "./guards";
export { bindingOf, plainly, type Binding } from "./conditions";
export { callerKeys, sourceKeys, type BindingKey } from "./sourceKeys";
export { actionWord, letIn } from "./statementReach";
export { passedToService } from "./passedTo";
export { knowsVariables } from "./variables";
export { deniesOf } from "./guards";
export { requiresKey, trueWhenAbsent, type Judge } from "./conditions";
export { missingKey } from "./globalKeys";
export { pairsOf, resourcePairs, type ResourcePair } from "./resourcePairs";
export { publicKeys } from "./publicKeys";
export { resourceServices } from "./resourceService";
export { passedToJudge } from "./passedTo";
export { issuerAddress, knownIssuer } from "./issuers";
export { subjectGuard, type SubjectGuard } from "./subjects";
export { operatorNamed, type Operator } from "./operators";
