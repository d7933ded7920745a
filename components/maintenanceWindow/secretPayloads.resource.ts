import * as pulumi from "@pulumi/pulumi";
import type { MaintenanceWindowAccessArgs } from "./args";

/** The args with every task's payload a secret, so that neither the component's state nor its task's shows it. */
export const withSecretPayloads = (args: MaintenanceWindowAccessArgs): MaintenanceWindowAccessArgs =>
    args.window === undefined
        ? args
        : {
              ...args,
              window: {
                  ...args.window,
                  tasks: Object.fromEntries(
                      Object.entries(args.window.tasks).map(([name, task]) => [
                          name,
                          task.payload === undefined ? task : { ...task, payload: pulumi.secret(task.payload) },
                      ]),
                  ),
              },
          };
