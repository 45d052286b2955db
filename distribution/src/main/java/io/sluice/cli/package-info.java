/**
 * The command line: it parses, calls the platform and prints. Start at {@link io.sluice.cli.Main}.
 *
 * <p>Standard output holds results, standard error messages and progress. What a command does is the platform's; nothing
 * here knows pages, images or processes.
 */
package io.sluice.cli;
