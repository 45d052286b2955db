package io.sluice.plugin;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.ComponentException;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Calls into one plugin: its class loader is the thread's meanwhile, for libraries that look there, and whatever it
 * throws becomes one line. Usable from any thread.
 */
final class PluginCalls {
    private final String label;
    private final ClassLoader loader;

    /** @param label how messages call the plugin */
    PluginCalls(String label, ClassLoader loader) {
        this.label = label;
        this.loader = Objects.requireNonNull(loader);
    }

    /**
     * Calls, and never answers null.
     *
     * @param doing what is being done, for messages
     * @throws SluiceException with code PLUGIN for all that the plugin throws
     */
    <T> T call(String doing, Callable<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return Objects.requireNonNull(call.call(), "it answered null");
        } catch (ComponentException refused) {
            throw new SluiceException(
                    ErrorCode.PLUGIN,
                    label + ": " + Failures.firstLine(refused.getMessage()),
                    Failures.firstLine(refused.remedy()),
                    refused);
        } catch (VirtualMachineError machine) {
            throw machine;
        } catch (Exception | Error failure) {
            throw new SluiceException(
                    ErrorCode.PLUGIN,
                    label + " failed " + doing + ": " + Failures.oneLine(Failures.real(failure)),
                    "take it out of plugins.load, or ask its author for a version that works",
                    failure);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
