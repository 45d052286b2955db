/** The state of tasks and their threads: registers, signals, timers, limits, credentials. */
package io.sluice.state.task;
