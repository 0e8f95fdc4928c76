package gatehouse.signin.steps;

/**
 * What stands above a form and on its button, where somebody has said that; else both are empty.
 */
public record Display(String label, String button) {
    /** What Okta says where a UI schema says nothing: it is meant for who has an account. */
    private static final Display USUAL = new Display("Sign in", "Submit");

    /** The words, or others where none are said. */
    public Display or(String otherLabel, String otherButton) {
        return new Display(
                label.isBlank() ? otherLabel : label, button.isBlank() ? otherButton : button);
    }

    /** The same for somebody who is new, to whom what is usual does not apply. */
    public Display ofNewcomer() {
        return new Display(
                label.equals(USUAL.label) ? "" : label, button.equals(USUAL.button) ? "" : button);
    }
}
