import type { PolicyModel } from "../model/document";

/** Version 2008-10-17 knows no variables: there `${` is text. */
export const knowsVariables = ({ version }: Pick<PolicyModel, "version">): boolean => version === "2012-10-17";
