/**
 * The sign-in engine: one state machine that every door speaks to. Doors show its steps and bring
 * it answers; what is proved, set up or chosen moves a sign-in on, to what {@link
 * gatehouse.signin.asking} then says.
 */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.engine;
