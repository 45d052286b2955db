package io.sluice.cli;

/**
 * Something that the kernel and these rights allow, or do not.
 *
 * @param name by which {@code --feature} asks for it
 * @param works whether it was tried and worked
 * @param detail what was found, or what is missing, in one line; may be empty
 * @param meaning what that means for whoever dumps, in one line
 */
record CheckedFeature(String name, boolean works, String detail, String meaning) {}
