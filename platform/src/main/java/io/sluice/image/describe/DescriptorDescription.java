package io.sluice.image.describe;

/**
 * A descriptor of a task.
 *
 * @param number its number
 * @param what what is open: a path, or a kind
 */
public record DescriptorDescription(int number, String what) {}
