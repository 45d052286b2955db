/** The command line, in this process with a platform that only notes what it is asked, and packaged with a real one. */
package io.sluice.cli;
