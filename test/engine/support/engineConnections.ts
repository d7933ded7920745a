import * as settings from "@pulumi/pulumi/runtime/settings";

/**
 * Gives each connection from a program to its engine a state of its own.
 *
 * Every operation starts an engine on free ports, while all programs of a test file run in one process. The Automation
 * API never closes a program's connections, and grpc-js shares the state of all connections of a process to one address.
 * A program that calls its engine after the end of a failed operation therefore leaves an address that is backing off,
 * for up to two minutes at a time. If a later engine gets that port, its program fails at its first call with
 * "14 UNAVAILABLE: No connection established", although the engine is listening.
 *
 * @see https://grpc.github.io/grpc/core/group__grpc__arg__keys.html
 */
export const separateEngineConnections = (): void => {
    // Not part of the declared API of Pulumi; a test fails if the option has no effect.
    const options = Reflect.get(settings, "grpcClientOptions") as Record<string, unknown>;
    options["grpc.use_local_subchannel_pool"] = 1;
};
