import { createStack } from "./program";

/** The program of this repository. `Pulumi.yaml` names this file as its entry. */
export = createStack;
