/** What the kernel says about processes, read anew for the tests: they must not believe the code that they test. */
package io.sluice.testkit.proc;
