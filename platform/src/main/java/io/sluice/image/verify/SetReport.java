package io.sluice.image.verify;

import java.util.Optional;

/**
 * One set that was looked at.
 *
 * @param name its name
 * @param id its identity; empty of CRIU's own sets, and where the manifest cannot be read
 * @param images how many images were looked at
 * @param bytes how many bytes of them were read
 */
public record SetReport(String name, Optional<String> id, int images, long bytes) {}
