import type { PolicyModel } from "../model/document";

/** Whether the document's Version supports policy variables; in 2008-10-17 `${` is literal text. */
export const knowsVariables = ({ version }: Pick<PolicyModel, "version">): boolean => version === "2012-10-17";
