/** What is dumped: a program that measures itself. */
package io.sluice.benchmark.target;
