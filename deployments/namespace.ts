/** The namespace of the config keys: the project name. */
export const namespace = "ssm-access-deployments";
