/**
 * config.yaml as records. Start at {@link io.sluice.config.Configuration}.
 *
 * <p>All problems of a file are told at once, each with its line and what to do. Every key has a default that works, and
 * everything can be made from Java without a file.
 */
package io.sluice.config;
