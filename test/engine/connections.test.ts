import * as assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { ResourceMonitorClient, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { SupportsFeatureRequest, SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { inWorld } from "./support/harness";

/** Serves a resource monitor that supports no feature. Returns its address. */
const serveMonitor = async (server: grpc.Server, address = "127.0.0.1:0"): Promise<string> => {
    const unanswered: grpc.handleUnaryCall<unknown, unknown> = () => undefined;
    server.addService(ResourceMonitorService, {
        ...Object.fromEntries(Object.keys(ResourceMonitorService).map((name) => [name, unanswered])),
        supportsFeature: (_: unknown, respond: grpc.sendUnaryData<SupportsFeatureResponse>) => {
            respond(null, new SupportsFeatureResponse());
        },
    });
    return new Promise((resolve, reject) => {
        server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, port) => {
            if (error === null) {
                resolve(`127.0.0.1:${port}`);
            } else {
                reject(error);
            }
        });
    });
};

/** The options of the connections of programs to their engines. */
const options = Reflect.get(settings, "grpcClientOptions") as Record<string, unknown>;

const connectTo = (address: string): ResourceMonitorClient =>
    new ResourceMonitorClient(address, grpc.credentials.createInsecure(), { ...options });

/** The status of a call. */
const call = (monitor: ResourceMonitorClient): Promise<grpc.status> =>
    new Promise((resolve) => {
        monitor.supportsFeature(new SupportsFeatureRequest(), (error) => {
            resolve(error?.code ?? grpc.status.OK);
        });
    });

/** An address whose server has ended, and the connection of a program that called it afterwards. */
const endedMonitor = async (): Promise<{ readonly address: string; readonly late: ResourceMonitorClient }> => {
    const server = new grpc.Server();
    const address = await serveMonitor(server);
    const late = connectTo(address);
    assert.equal(await call(late), grpc.status.OK);
    server.forceShutdown();
    while ((await call(late)) !== grpc.status.UNAVAILABLE) {
        // The client has not noticed yet that the connection is closed.
    }
    return { address, late };
};

describe("the connection of a program to its engine", () => {
    it("does not fail because an earlier engine had the same port, and was called after its end", async () => {
        const { address, late } = await endedMonitor();
        const next = new grpc.Server();
        await serveMonitor(next, address);
        const monitor = connectTo(address);
        try {
            assert.equal(await call(monitor), grpc.status.OK);
        } finally {
            [late, monitor].forEach((each) => {
                each.close();
            });
            next.forceShutdown();
        }
    });

    it("is no success of the operation if it fails before the program starts", async function () {
        const { resetOptions } = settings;
        await inWorld(this, {}, async (world) => {
            const { address, late } = await endedMonitor();
            Reflect.set(settings, "resetOptions", ((project, stack, parallel, _, ...rest) => {
                resetOptions(project, stack, parallel, address, ...rest);
            }) satisfies typeof resetOptions);
            try {
                await assert.rejects(
                    world.up(() => Promise.resolve({})),
                    {
                        message: /^The engine reports success of up, but the program did not run to its end: /,
                    },
                );
            } finally {
                Reflect.set(settings, "resetOptions", resetOptions);
                late.close();
            }
        });
    });
});
