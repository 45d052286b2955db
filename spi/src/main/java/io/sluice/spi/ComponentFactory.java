package io.sluice.spi;

/**
 * Makes configured instances of one component that a plugin brings.
 *
 * <p>Factories are stateless and may be used from any thread; one factory serves several configured instances.
 */
public interface ComponentFactory {

    /** The name by which {@code config.yaml} calls for it: lower-case letters, digits and hyphens, unique in its kind. */
    String name();

    /** What it does, in one line, for {@code sluice plugins}. */
    String summary();

    /**
     * Whether it works on this kernel and with these rights, found by doing it: a trial on {@link Host#sample()}, not a
     * guess by version or by a file's existence. Called at any time, also when the component is not configured. Must
     * return within a tenth of a second, leave nothing behind and touch no target.
     */
    Availability probe(Host host);
}
