/** What {@code sluice demo} dumps: a program that keeps writing, in a process of its own. */
package io.sluice.cli.demo;
