package gatehouse.testkit;

/** People of an org. */
public final class TestUsers {
    private TestUsers() {}

    /**
     * A new active person, who is called Ann Lee.
     *
     * @param login which is their mailbox too
     * @return their id
     */
    public static String active(TestOrg org, String login, String password) {
        return org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%1$s",
                                     "email": "%1$s"},
                         "credentials": {"password": {"value": "%2$s"}}}\
                        """
                                .formatted(login, password))
                .is(200)
                .id();
    }
}
