/**
 * The sign-in engine: one state machine that every door speaks to. It decides who must prove what;
 * doors show its steps and bring it answers.
 */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.engine;
