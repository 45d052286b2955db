package io.sluice.spi;

/**
 * The version of this SPI, which a plugin names in its {@code plugin.requires}.
 *
 * <p>Semantic: while the major version is 0 a new minor version may break plugins; from 1 on only a new major version
 * may. It moves independently of Sluice's own version.
 */
public final class SpiVersion {

    /** The version of the SPI that this class belongs to. */
    public static final String CURRENT = "0.1.0";

    private SpiVersion() {}
}
