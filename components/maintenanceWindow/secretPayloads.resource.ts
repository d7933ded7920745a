import * as pulumi from "@pulumi/pulumi";
import type { MaintenanceWindowAccessArgs } from "./args";

/** Marks every task payload as a secret, so that the state of the component and of the task does not show it. */
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
