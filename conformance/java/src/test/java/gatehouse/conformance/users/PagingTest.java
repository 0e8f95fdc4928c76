package gatehouse.conformance.users;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.person;
import static gatehouse.conformance.Sdk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.common.PagedList;
import com.okta.sdk.resource.group.GroupBuilder;
import com.okta.sdk.resource.model.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final int COUNT = 1050;
    private final UserApi users = new UserApi(ADMIN);
    private final GroupApi groups = new GroupApi(ADMIN);

    private interface Pages {
        List<User> after(String cursor) throws ApiException;
    }

    @Test
    void more_than_a_thousand_people_come_page_by_page_each_once() throws Exception {
        var department = unique("crowd");
        var group = GroupBuilder.instance().setName(department).buildAndCreate(groups).getId();
        var made = crowd(department, group);
        var search = "profile.department eq \"" + department + "\"";

        var found = all(after -> users.listUsers(null, null, after, 200, null, search, null, null));
        assertThat(found).hasSize(COUNT).containsExactlyInAnyOrderElementsOf(made);
        var members = all(after -> groups.listGroupUsers(group, after, 300));
        assertThat(members).hasSize(COUNT).containsExactlyInAnyOrderElementsOf(made);
        assertThat(all(after -> users.listUsers(null, null, after, 150, null, null, null, null)))
                .doesNotHaveDuplicates()
                .containsAll(made);
    }

    private Collection<String> crowd(String department, String group) throws Exception {
        var one = (Callable<String>) () -> made(department, group);
        try (var executor = Executors.newFixedThreadPool(8)) {
            var waiting = executor.invokeAll(java.util.Collections.nCopies(COUNT, one));
            var ids = new ArrayList<String>();
            for (var future : waiting) {
                ids.add(future.get());
            }
            return ids;
        }
    }

    private String made(String department, String group) throws ApiException {
        return person().setDepartment(department)
                .addGroup(group)
                .setActive(false)
                .buildAndCreate(users)
                .getId();
    }

    /** The ids of all pages, which the SDK finds by what the server links to. */
    private static List<String> all(Pages pages) throws ApiException {
        var ids = new ArrayList<String>();
        String after = null;
        do {
            var page = (PagedList<User>) pages.after(after);
            page.forEach(user -> ids.add(user.getId()));
            after = page.hasMoreItems() ? page.getAfter() : null;
        } while (after != null);
        return ids;
    }
}
