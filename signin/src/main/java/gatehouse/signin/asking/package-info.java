/**
 * What comes next in a sign-in: what is asked of a person, from what they proved and what the
 * policies want. Nothing here writes, and nothing here believes what a client says.
 */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.asking;
