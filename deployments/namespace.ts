/** The namespace of the config's keys: the project's name. */
export const namespace = "ssm-access-deployments";
